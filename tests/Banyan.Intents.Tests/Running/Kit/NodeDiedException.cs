namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>The node is gone: nothing it was doing goes on.</summary>
public sealed class NodeDiedException : Exception
{
    public NodeDiedException()
        : base("The node died.")
    {
    }

    public NodeDiedException(string message)
        : base(message)
    {
    }

    public NodeDiedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
