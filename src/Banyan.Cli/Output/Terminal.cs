using System.Text;
using Banyan.Cli.Editing;

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

    /// <summary>The keys of the person who types the input, found when they are wanted; null where they can't be had one by one.</summary>
    public Func<ITypedKeys?> FindKeys { get; init; } = static () => null;

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
            FindKeys = TtyKeys.Find,
        };
    }

    /// <summary>Reads what is left of the input; Ctrl-C ends the wait even where the read itself cannot be ended.</summary>
    public Task<string> ReadRestAsync(CancellationToken cancellationToken) =>
        Task.Run(() => In.ReadToEndAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken);
}
