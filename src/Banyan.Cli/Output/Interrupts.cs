namespace Banyan.Cli.Output;

/// <summary>Where a press of Ctrl-C goes: to whoever took it, else it ends the command.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Func<bool>? _taker;

    /// <summary>Done when the command is to end.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Takes a press. The first one nobody took lets the command say what came of it; the next ends the process.</summary>
    /// <returns>False when the process is to end at once.</returns>
    public bool Press()
    {
        if (_end.IsCancellationRequested)
        {
            return false;
        }

        if (Volatile.Read(ref _taker)?.Invoke() != true)
        {
            _end.Cancel();
        }

        return true;
    }

    /// <summary>Sends presses to somebody who answers whether it took one.</summary>
    public void SendTo(Func<bool> taker) => Volatile.Write(ref _taker, taker);

    /// <inheritdoc />
    public void Dispose() => _end.Dispose();
}
