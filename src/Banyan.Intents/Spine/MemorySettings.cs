using System.Collections.Frozen;

namespace Banyan.Intents.Spine;

/// <summary>How much of conversations is remembered.</summary>
/// <param name="Messages">Last messages a planner sees.</param>
/// <param name="Tokens">Bound on them.</param>
/// <param name="Past">Earlier conversations it sees.</param>
/// <param name="PastDays">How old those may be.</param>
/// <param name="KeepDays">Days after the last message until a conversation is erased.</param>
/// <param name="JournalDays">Days until a run that has ended is deleted with its journal.</param>
internal sealed record MemorySettings(int Messages = 40, int Tokens = 8000, int Past = 3, int PastDays = 30, int KeepDays = 30, int JournalDays = 90)
{
    /// <summary>Tenants that keep theirs for another time.</summary>
    public IReadOnlyDictionary<string, TenantMemory> Tenants { get; init; } = FrozenDictionary<string, TenantMemory>.Empty;

    /// <summary><see cref="KeepDays"/> of a tenant.</summary>
    public int KeepDaysOf(string tenant) => Tenants.GetValueOrDefault(tenant)?.KeepDays ?? KeepDays;

    /// <summary><see cref="JournalDays"/> of a tenant.</summary>
    public int JournalDaysOf(string tenant) => Tenants.GetValueOrDefault(tenant)?.JournalDays ?? JournalDays;
}
