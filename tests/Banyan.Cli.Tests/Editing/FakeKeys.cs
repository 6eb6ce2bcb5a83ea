using System.Text;
using System.Threading.Channels;
using Banyan.Cli.Editing;

namespace Banyan.Cli.Tests.Editing;

/// <summary>Keys that a test presses.</summary>
internal sealed class FakeKeys : ITypedKeys
{
    private readonly Channel<string> _typed = Channel.CreateUnbounded<string>();
    private TaskCompletionSource _resized = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Columns { get; private set; } = 40;

    public int Rows => 24;

    public Task Resized => _resized.Task;

    /// <summary>Whether the terminal's own editing is off now.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Done when somebody waits for a key.</summary>
    public SemaphoreSlim Waits { get; } = new(0);

    /// <summary>What <see cref="Suspend"/> saw of <see cref="IsTaken"/>.</summary>
    public List<bool> Suspended { get; } = [];

    public void Type(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            _typed.Writer.TryWrite(piece);
        }
    }

    public void End() => _typed.Writer.Complete();

    public void Resize(int columns)
    {
        Columns = columns;
        Interlocked.Exchange(ref _resized, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public IDisposable Take()
    {
        IsTaken = true;
        return new Taken(this);
    }

    public async Task<int> ReadAsync(byte[] buffer)
    {
        Waits.Release();
        return await _typed.Reader.WaitToReadAsync() && _typed.Reader.TryRead(out var typed) ? Encoding.UTF8.GetBytes(typed, buffer) : 0;
    }

    public void Suspend() => Suspended.Add(IsTaken);

    private sealed class Taken(FakeKeys keys) : IDisposable
    {
        public void Dispose() => keys.IsTaken = false;
    }
}
