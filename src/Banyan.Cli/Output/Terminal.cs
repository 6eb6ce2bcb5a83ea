using System.Text;

namespace Banyan.Cli.Output;

/// <summary>The three streams and whether a person sits at them. Data goes to <see cref="Out"/>, talk to <see cref="Error"/>.</summary>
internal sealed class Terminal
{
    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a person types the input.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether a person reads the data.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads the talk.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>The process's own streams: UTF-8 whatever the locale says, without a byte order mark.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal
        {
            In = new StreamReader(Console.OpenStandardInput(), utf8),
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
        };
    }

    /// <summary>Reads what is left of the input; Ctrl-C ends the wait even where the read itself cannot be ended.</summary>
    public Task<string> ReadRestAsync(CancellationToken cancellationToken) =>
        Task.Run(() => In.ReadToEndAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken);
}
