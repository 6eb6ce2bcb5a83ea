namespace Banyan.Cli.Chatting.Models;

/// <summary>Something said to a model, and what it answered.</summary>
/// <param name="User">What was said.</param>
/// <param name="Assistant">What was answered.</param>
internal sealed record ModelTurn(string User, string Assistant);
