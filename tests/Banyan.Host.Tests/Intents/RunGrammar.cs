using System.Text.RegularExpressions;

namespace Banyan.Host.Tests.Intents;

/// <summary>The grammar of a run's events, as docs/intents.md tells them.</summary>
public static partial class RunGrammar
{
    /// <summary>Holds a whole stream against it: order of kinds, begins before ends, ids that only grow.</summary>
    public static void ShouldHold(IReadOnlyList<SeenEvent> events)
    {
        var kinds = string.Concat(events.Where(one => one.Kind != "ping").Select(one => one.Kind + ";"));
        Grammar.IsMatch(kinds).ShouldBeTrue(kinds);
        var begun = new HashSet<string>();
        foreach (var one in events.Where(one => one.Kind is "step.started" or "step.finished"))
        {
            var step = one.Data.GetProperty("id").GetString()!;
            (one.Kind == "step.started" ? begun.Add(step) : begun.Remove(step)).ShouldBeTrue($"{one.Kind} {step} in {kinds}");
        }

        begun.ShouldBeEmpty();
        var ids = events.Where(one => one.Id is not null).Select(one => one.Id!.Value).ToList();
        ids.ShouldBe(ids.Distinct().Order());
        events.ShouldAllBe(one => one.Id != null || one.Kind == "ping" || one.Kind == "error");
    }

    [GeneratedRegex(@"^run\.started;((plan\.ready|refused);)?((step\.started|step\.finished);)*((confirmation\.required|clarify);)*(answer\.delta;)*run\.finished;$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grammar { get; }
}
