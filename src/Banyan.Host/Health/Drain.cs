namespace Banyan.Host.Health;

/// <summary>Whether the process is shutting down: readiness goes off first, running answers may end.</summary>
internal sealed class Drain
{
    private volatile bool _isDraining;

    /// <summary>True from SIGTERM on.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Takes the process out of rotation.</summary>
    public void Begin() => _isDraining = true;
}
