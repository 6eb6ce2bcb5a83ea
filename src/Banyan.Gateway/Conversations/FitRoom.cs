namespace Banyan.Gateway.Conversations;

/// <summary>The room a history must fit into.</summary>
/// <param name="Window">The model's context window, in tokens.</param>
/// <param name="Reserve">Tokens kept free for the answer.</param>
/// <param name="Taken">Tokens of what is sent besides: tools, and turns that are no part of the conversation.</param>
/// <param name="KeepRecent">Latest messages that are never summarised.</param>
public sealed record FitRoom(int Window, int Reserve, int Taken, int KeepRecent)
{
    // The row leaves the same margin when it judges whether an ask fits a model.
    private const double Margin = 1.05;

    /// <summary>Tokens left for the history; 0 when there are none.</summary>
    public int Budget => Math.Max(0, (int)((Window - Reserve) / Margin) - Taken);
}
