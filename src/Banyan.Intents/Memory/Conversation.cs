namespace Banyan.Intents.Memory;

/// <summary>A conversation without its text.</summary>
/// <param name="Id">Its id, a UUIDv7.</param>
/// <param name="Title">The first words of its first message; null before that.</param>
/// <param name="Messages">How many messages it has.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When something was last said.</param>
/// <param name="Intents">Keys of the intents that ran, in order of first use.</param>
public sealed record Conversation(Guid Id, string? Title, int Messages, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Intents);
