using System.IO.Pipes;

namespace Banyan.Host.Doors;

/// <summary>The way of bytes that come in: behind all bytes the thread has not come to that waits for them, then behind all that waits for a thread of the pool. For one caller at a time.</summary>
/// <remarks>
/// Work runs where its bytes come in (docs/adr/0054), so that too much of it is a line before that thread, which the pool does not see. The runtime waits for pipes where it waits for sockets;
/// there is such a thread a processor and new ones are given their pipes and sockets in turn, so as many pipes as looks make one weighing see more than one of them.
/// </remarks>
internal sealed class ByteLine : IAskLine, IDisposable
{
    private const int Pipes = RoomWatch.Looks;
    private static readonly byte[] Note = [1];
    private readonly byte[] _heard = new byte[1];
    private readonly (AnonymousPipeServerStream To, AnonymousPipeClientStream From)?[] _pipes = new (AnonymousPipeServerStream, AnonymousPipeClientStream)?[Pipes];
    private int _turn;

    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        _turn = (_turn + 1) % Pipes;
        try
        {
            var (to, from) = _pipes[_turn] ??= Open();
            var hearing = to.ReadAsync(_heard, cancellationToken);
            await from.WriteAsync(Note, cancellationToken);
            await hearing;
        }
        catch (IOException)
        {
            // No file left to open, say: the pool's line is better than none, and the next turn tries again.
            Close();
        }

        await Task.Yield();
    }

    public void Dispose()
    {
        for (_turn = 0; _turn < Pipes; _turn++)
        {
            Close();
        }
    }

    private static (AnonymousPipeServerStream To, AnonymousPipeClientStream From) Open()
    {
        var to = new AnonymousPipeServerStream(PipeDirection.In);
        return (to, new AnonymousPipeClientStream(PipeDirection.Out, to.ClientSafePipeHandle));
    }

    private void Close()
    {
        if (_pipes[_turn] is var (to, from))
        {
            from.Dispose();
            to.Dispose();
            _pipes[_turn] = null;
        }
    }
}
