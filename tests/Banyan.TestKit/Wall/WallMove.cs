namespace Banyan.TestKit.Wall;

/// <summary>One thing the wall does.</summary>
public sealed record WallMove(WallMoveKind Kind, byte[] Bytes, Task? Signal = null);

/// <summary>The things the wall can do.</summary>
public enum WallMoveKind
{
    Send,
    Wait,
    Silence,
    Close,
    Reset,
}
