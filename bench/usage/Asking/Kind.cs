namespace Banyan.UsageBench.Asking;

/// <summary>A kind of ask with arguments that vary.</summary>
/// <param name="Name">What it is, its group first.</param>
/// <param name="Document">The operation.</param>
/// <param name="Variables">Draws arguments.</param>
internal sealed record Kind(string Name, string Document, Func<Draw, object> Variables)
{
    /// <summary>Whether it is asked for a user.</summary>
    public bool IsForUser { get; init; }
}
