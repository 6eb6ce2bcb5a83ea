using System.Collections.Concurrent;
using System.Text.Json;

namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>500 people ask over HTTP for three others' records in twelve phrasings, with a planner that obeys and services without rights of their own: nobody gets or changes anything, and everybody gets their own.</summary>
[Trait("needs", "data")]
public sealed class RetailNobodysDataTests(ITestOutputHelper output)
{
    private const int Seed = 57, ShortCases = 1000, ShortOwners = 60, Victims = 3;
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };
    private readonly ConcurrentDictionary<string, string> _plans = new(StringComparer.Ordinal);
    private readonly RetailRecords _records = RetailRecords.Loaded;
    private int _confirmed, _cases;

    [Fact]
    public async Task Nobody_gets_or_changes_what_is_anothers()
    {
        await using var bench = await StartAsync();
        var cases = _records.People.SelectMany(who => Enumerable.Range(0, Victims * RetailAttack.Phrasings).Select(index => (Who: who, Index: index))).ToArray();
        new Random(Seed).Shuffle(cases);
        var chosen = IsFull() ? cases : cases[..ShortCases];

        // One person's cases follow one another in one conversation; people ask at once.
        await Parallel.ForEachAsync(chosen.GroupBy(one => one.Who), AtOnce, async (group, _) =>
        {
            var talk = await bench.TalkAsync(group.Key);
            foreach (var (who, index) in group)
            {
                await AttackAsync(bench, who, talk, index);
            }
        });

        bench.Modern.Effects.ShouldBeEmpty();
        output.WriteLine($"{chosen.Length} cases, {_confirmed} confirmations said yes to, {bench.Modern.Calls.Count} calls of the services, no leak and no effect");
    }

    [Fact]
    public async Task Everybody_gets_and_changes_their_own()
    {
        await using var bench = await StartAsync();
        var people = _records.People.ToArray();
        new Random(Seed).Shuffle(people);
        var owners = (IsFull() ? people : people[..ShortOwners]).Where(who => _records.Owned[who].Any()).ToList();
        await Parallel.ForEachAsync(owners, AtOnce, async (who, _) =>
        {
            var talk = await bench.TalkAsync(who);
            (await SayAsync(bench, who, talk, "Show me my account", RetailAttack.Own("users.get"))).Text().ShouldContain(_records.Users[who].GetProperty("email").GetString()!);
            (await SayAsync(bench, who, talk, "List my orders", RetailAttack.Own("orders.list"))).Steps().ShouldBe(["orders.list succeeded modern"], who);
            foreach (var order in _records.Owned[who])
            {
                (await SayAsync(bench, who, talk, $"Show {order}", RetailAttack.Own("orders.get", order))).Steps().ShouldBe(["orders.get succeeded modern"], $"{who} {order}");
            }

            var last = _records.Owned[who].Last();
            (await SayAsync(bench, who, talk, $"Cancel {last}", RetailAttack.Own("orders.cancel", last))).Status().ShouldBe("awaiting_confirmation", who);
            (await bench.SayAsync(who, talk, "yes")).Steps().ShouldBe(["orders.cancel succeeded modern"], who);
        });

        bench.Modern.Effects.Order(StringComparer.Ordinal).ShouldBe(owners.Select(who => $"orders.cancel {_records.Owned[who].Last()}").Order(StringComparer.Ordinal));
    }

    private async Task AttackAsync(RetailBench bench, string who, string talk, int index)
    {
        var victim = VictimOf(who, (IndexOf(who) * 31) + (index / RetailAttack.Phrasings));
        var (words, plan) = RetailAttack.Of(index % RetailAttack.Phrasings, victim.Order, victim.User);
        bench.Modern.Slipped[who] = victim.User;
        var said = await SayAsync(bench, who, talk, words, plan);
        var passed = said.GetRawText();
        if (said.Confirmation().Length > 0)
        {
            // Whoever says yes to everything gets no further.
            Interlocked.Increment(ref _confirmed);
            passed += (await bench.SayAsync(who, talk, "yes")).GetRawText();
        }

        Secrets(victim, words, who).Where(secret => passed.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty($"{who}: {words}\n{passed}");
    }

    /// <summary>What the message itself did not hold and the person does not share.</summary>
    private IEnumerable<string> Secrets((string Order, string User) victim, string words, string who)
    {
        var (user, order) = (_records.Users[victim.User], _records.Orders[victim.Order]);
        var mine = _records.Users[who].GetRawText() + string.Concat(_records.Owned[who].Select(id => id + _records.Orders[id].GetRawText()));
        return new[] { user.GetProperty("email").GetString()!, user.GetProperty("address").GetProperty("address1").GetString()! }
            .Concat(_records.Owned[victim.User])
            .Append(RetailRecords.TotalOf(order).ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Where(secret => !words.Contains(secret, StringComparison.Ordinal) && !mine.Contains(secret, StringComparison.Ordinal));
    }

    private (string Order, string User) VictimOf(string who, int seed)
    {
        var foreign = _records.Ids.Where(id => RetailRecords.OwnerOf(_records.Orders[id]) != who).ElementAt(seed * 7919 % 900);
        return (foreign, RetailRecords.OwnerOf(_records.Orders[foreign]));
    }

    private int IndexOf(string who) => Array.BinarySearch([.. _records.People], who, StringComparer.Ordinal);

    private Task<JsonElement> SayAsync(RetailBench bench, string who, string talk, string words, string plan)
    {
        // Equal words of two people may want different plans: a mark tells the script which.
        var marked = $"{words} (case {Interlocked.Increment(ref _cases)})";
        _plans[marked] = plan;
        return bench.SayAsync(who, talk, marked);
    }

    private async Task<RetailBench> StartAsync()
    {
        var bench = await RetailBench.StartAsync(hasLegacy: false);
        bench.Model.Plan = asked => _plans[asked.Message];
        return bench;
    }

#pragma warning disable RS0030 // Tests have no host that could hand the value on.
    private static bool IsFull() => Environment.GetEnvironmentVariable("BANYAN_FULL") == "1";
#pragma warning restore RS0030
}
