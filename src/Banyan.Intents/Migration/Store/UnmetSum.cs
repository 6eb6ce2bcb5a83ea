namespace Banyan.Intents.Migration.Store;

/// <summary>One person's unmet requests of a period that share their key words.</summary>
/// <param name="Words">Key words, sorted.</param>
/// <param name="Person">The person, hashed.</param>
/// <param name="Messages">Messages.</param>
public sealed record UnmetSum(string Words, string Person, long Messages);
