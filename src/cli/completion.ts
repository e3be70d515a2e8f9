import { Argument, type Command } from 'commander';
import { COMPLETE } from './completions.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Each script asks netgraph itself, so that it never lags behind. The last line says whether files may follow. */
const SCRIPTS = {
  bash: `_netgraph() {
  local line directive=:0
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*) directive=$line ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(netgraph ${COMPLETE} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ $directive == :0 ]]; then compopt -o default; else compopt +o default; fi
}
complete -F _netgraph netgraph
`,
  zsh: `#compdef netgraph
_netgraph() {
  local line directive=:0
  local -a candidates
  while IFS= read -r line; do
    case $line in
      :*) directive=$line ;;
      *$'\\t'*) candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
      *) candidates+=("\${line//:/\\\\:}") ;;
    esac
  done < <(netgraph ${COMPLETE} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( $#candidates )) && _describe netgraph candidates
  if [[ $directive == :0 ]]; then _files; fi
}
if [[ $funcstack[1] == _netgraph ]]; then _netgraph "$@"; else compdef _netgraph netgraph; fi
`,
  fish: `function __netgraph_complete
    set -l current (commandline -ct)
    set -l lines (netgraph ${COMPLETE} (commandline -opc)[2..-1] "$current" 2>/dev/null)
    string match -v ':*' -- $lines
    contains -- :0 $lines; and __fish_complete_path "$current"
end
complete -c netgraph -f -a '(__netgraph_complete)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName netgraph -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
  $last = if ($wordToComplete) { $wordToComplete } else { "''" }
  netgraph ${COMPLETE} @words $last 2>$null | Where-Object { $_ -notlike ':*' } | ForEach-Object {
    $word, $description = $_ -split "\`t", 2
    if (-not $description) { $description = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
  }
}
`,
} as const;

type Shell = keyof typeof SCRIPTS;

const EXAMPLES = `
Examples:
  netgraph completion bash > ~/.local/share/bash-completion/completions/netgraph
  netgraph completion zsh > "\${fpath[1]}/_netgraph"
  netgraph completion fish > ~/.config/fish/completions/netgraph.fish
  netgraph completion powershell >> $PROFILE

kubectl netgraph completes by itself once kubectl_complete-netgraph is on the PATH, as it is after npm install -g.`;

/** `netgraph completion`: a script that completes command lines in a shell. */
export function addCompletionCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command('completion')
    .summary('a script that completes command lines')
    .description('Print a script for a shell that completes commands, options and their values.')
    .addArgument(new Argument('<shell>', 'bash, zsh, fish or powershell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', EXAMPLES)
    .action((shell: Shell) => {
      terminal.stdout.write([SCRIPTS[shell]]);
      finish(EXIT.ok);
    });
}
