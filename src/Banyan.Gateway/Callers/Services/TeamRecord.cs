namespace Banyan.Gateway.Callers.Services;

/// <summary>A team: usage and budgets are summed by its name.</summary>
/// <param name="Id">Identity of the row.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">Its name, which usage rows carry.</param>
public sealed record TeamRecord(Guid Id, string Tenant, string Name);
