using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>Counts what people ask for by the hour, people hashed.</summary>
internal sealed class Demand(IIntentSettings settings, RouteLedger ledger, TimeProvider time) : IDemand
{
    /// <inheritdoc />
    public void Asked(Subject subject, IReadOnlyCollection<string> intents, IReadOnlyCollection<string> unmet)
    {
        var (current, now) = (settings.Current, time.GetUtcNow());
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
        var person = Buckets.Person(current.Seed, subject);
        foreach (var intent in intents.Distinct(StringComparer.Ordinal))
        {
            ledger.Add(new DemandCount(subject.Tenant, hour, intent, person, 1));
        }

        foreach (var words in unmet.Select(part => KeyWords.Of(part, subject, current.Users)).Distinct(StringComparer.Ordinal))
        {
            ledger.Add(new UnmetCount(subject.Tenant, hour, words, person, 1));
        }
    }
}
