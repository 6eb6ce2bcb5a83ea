using System.Collections.Concurrent;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>The gates of all backends; a backend whose limits changed gets a new one.</summary>
internal sealed class BackendGates(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<(string Name, int Concurrency, double Rate), BackendGate> _gates = new();

    /// <summary>The gate of a backend.</summary>
    public BackendGate For(Backend backend) =>
        _gates.GetOrAdd((backend.Name, backend.Concurrency, backend.RequestsPerSecond), static (_, of) => new BackendGate(of.backend, of.time), (backend, time));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }
}
