namespace Banyan.Cli.Completing;

/// <summary>Scripts that ask this program, by its directive <c>[suggest:POSITION]</c>, what may come next on a line.</summary>
internal static class ShellScripts
{
    private const string Bash = """
        _banyan() {
          local IFS=$'\n'
          local word="${COMP_WORDS[COMP_CWORD]}"
          COMPREPLY=($(compgen -W "$(banyan "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -F _banyan banyan

        """;

    private const string Zsh = """
        _banyan() {
          local -a found
          found=("${(@f)$(banyan "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a found
        }
        compdef _banyan banyan

        """;

    private const string Fish = """
        complete -c banyan -f -a '(banyan "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'

        """;

    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "No script for this shell."),
    };
}
