namespace Banyan.Intents.Migration.Store;

/// <summary>One person's messages of an hour that asked for an intent. Stored counts add up.</summary>
/// <param name="Tenant">Whose traffic.</param>
/// <param name="Hour">Begin of the hour.</param>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Person">The person, hashed.</param>
/// <param name="Messages">Messages.</param>
public sealed record DemandCount(string Tenant, DateTimeOffset Hour, string Intent, string Person, long Messages);
