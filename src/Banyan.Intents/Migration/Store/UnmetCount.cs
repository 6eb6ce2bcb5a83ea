namespace Banyan.Intents.Migration.Store;

/// <summary>One person's messages of an hour that asked for what no intent can do. Stored counts add up.</summary>
/// <param name="Tenant">Whose traffic.</param>
/// <param name="Hour">Begin of the hour.</param>
/// <param name="Words">Key words, sorted, one space between; never personal text.</param>
/// <param name="Person">The person, hashed.</param>
/// <param name="Messages">Messages.</param>
public sealed record UnmetCount(string Tenant, DateTimeOffset Hour, string Words, string Person, long Messages);
