namespace Banyan.Cli.Chatting;

/// <summary>What a chat may do without asking.</summary>
/// <param name="IsYes">Effects are approved as they come.</param>
/// <param name="MayAsk">Somebody is there to be asked.</param>
internal sealed record ChatManners(bool IsYes, bool MayAsk);
