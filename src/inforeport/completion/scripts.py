"""What each shell is told, so that it asks the program what may be typed."""

from collections.abc import Mapping

BASH = r"""# inforeport: completion for bash. In ~/.bashrc:  eval "$(inforeport completion bash)"
_inforeport() {
    local word="${COMP_WORDS[COMP_CWORD]}" line i
    local -a before=()
    for ((i = 1; i < COMP_CWORD; i++)); do before+=("${COMP_WORDS[i]}"); done
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            [[ $word == "=" ]] && word=""
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
            return
        fi
        case $line in
            *[[:space:]\(\)\&\;\'\"\|\<\>\$\*\?\!\`\\\#]*) line=$(printf '%q' "$line") ;;
        esac
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]}" __complete "${before[@]}" "=$word" 2>/dev/null)
}
complete -F _inforeport inforeport
"""

ZSH = r"""#compdef inforeport
# inforeport: completion for zsh. In ~/.zshrc, after compinit:  eval "$(inforeport completion zsh)"
_inforeport() {
    local -a offered
    offered=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT-1]}" \
        "=${words[CURRENT]}" 2>/dev/null)}")
    if [[ "${offered[1]}" == ":files" ]]; then
        _files
    elif [[ -n "${offered[1]}" ]]; then
        compadd -- "${offered[@]}"
    fi
}
compdef _inforeport inforeport
"""

FISH = r"""# inforeport: completion for fish. Once:
#   inforeport completion fish > ~/.config/fish/completions/inforeport.fish
function __inforeport_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct)
    set -l offered ($before[1] __complete $before[2..-1] "=$word" 2>/dev/null)
    if test "$offered[1]" = ":files"
        __fish_complete_path $word
    else
        printf '%s\n' $offered
    end
end
complete -c inforeport -f -a '(__inforeport_complete)'
"""

POWERSHELL = r"""# inforeport: completion for PowerShell. In the file that $PROFILE names:
#   inforeport completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName inforeport -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { $_.Value } else { $_.Extent.Text } })
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $offered = @(& inforeport __complete @before "=$wordToComplete" 2>$null)
    [Console]::OutputEncoding = $encoding
    $offered | Where-Object { $_ -ne ':files' } | ForEach-Object {
        $text = $_
        if ($_ -match '\s|[(){};,"`$@#&|<>]') { $text = "'" + $_.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}
"""

SCRIPTS: Mapping[str, str] = {
    "bash": BASH,
    "zsh": ZSH,
    "fish": FISH,
    "powershell": POWERSHELL,
}
