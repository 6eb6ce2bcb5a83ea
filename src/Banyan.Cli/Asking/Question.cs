using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>Puts the question together: words of the command line, then what is piped in, or what a person types.</summary>
internal static class Question
{
    public static async Task<(string? Text, CliFailure? Problem)> ReadAsync(IReadOnlyList<string> words, Terminal terminal, bool mayRead, CancellationToken cancellationToken)
    {
        var text = string.Join(' ', words).Trim();
        if (mayRead && (!terminal.IsInputTerminal || text.Length == 0))
        {
            if (terminal is { IsInputTerminal: true, IsErrorTerminal: true })
            {
                await terminal.Error.WriteLineAsync("Your question; end it with Ctrl-D on a line of its own:");
            }

            var piped = (await terminal.ReadRestAsync(cancellationToken)).Trim();
            text = text.Length > 0 && piped.Length > 0 ? $"{text}\n\n{piped}" : text + piped;
        }

        return text.Length > 0 ? (text, null) : (null, CliFailure.Usage("There is nothing to ask.", "Write the question behind banyan ask, or pipe it in."));
    }
}
