namespace Banyan.Intents.Migration.Store;

/// <summary>Demand of a period.</summary>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Users">Different people.</param>
public sealed record DemandSum(string Intent, long Messages, long Users);
