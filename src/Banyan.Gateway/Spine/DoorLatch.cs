namespace Banyan.Gateway.Spine;

/// <summary>Keeps asks out until all that could stop them was read once: a switch, a budget or a limit that is not known yet stops nothing. Once open it stays so.</summary>
internal sealed class DoorLatch
{
    private volatile bool _isOpen;

    /// <summary>Whether asks may come in.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Lets asks in.</summary>
    public void Open() => _isOpen = true;
}
