namespace Banyan.Intents.Migration.Board;

/// <summary>Requests alike in their words that no intent can do.</summary>
/// <param name="Words">Their key words, most frequent first; never personal text.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Users">Different people.</param>
internal sealed record UnmetGroup(IReadOnlyList<string> Words, long Messages, long Users);
