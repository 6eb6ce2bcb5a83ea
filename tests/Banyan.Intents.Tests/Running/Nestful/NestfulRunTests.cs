using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Conditions;
using Banyan.Intents.Running.Calling;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Nestful;

/// <summary>The clean sequences over backends that answer random values after 200 ms each.</summary>
[Trait("needs", "data")]
public sealed class NestfulRunTests
{
    private static readonly TimeSpan CallTime = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void Every_clean_sequence_runs_with_the_right_values_and_in_the_time_of_its_longest_chain()
    {
        var clean = NestfulSequence.All.Where(sequence => sequence.IsClean).ToList();
        clean.Count.ShouldBe(177);
        var (parallel, references) = (0, 0);
        foreach (var (sequence, seed) in clean.Select((sequence, seed) => (sequence, seed)))
        {
            references += sequence.Calls.SelectMany(call => call.Arguments.EnumerateObject()).Count(argument => NestfulSequence.ReferenceOf(argument.Value) is not null);
            var took = Run(sequence, new Random(seed));
            took.ShouldBeLessThanOrEqualTo(CallTime * sequence.Depth() * 1.2, sequence.Name);
            parallel += sequence.Depth() < sequence.Calls.Count ? 1 : 0;
        }

        parallel.ShouldBeGreaterThan(50, "else the time says nothing");
        references.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void All_sequences_that_can_run_in_parallel_keep_to_their_longest_chain()
    {
        var parallel = NestfulSequence.All.Where(sequence => sequence.Depth() < sequence.Calls.Count).ToList();
        parallel.Count.ShouldBe(78);
        foreach (var sequence in parallel)
        {
            // Faulty ones would be refused before they run; their shape is measured all the same, over operations that yield whatever is asked.
            Run(sequence, new Random(1)).ShouldBeLessThanOrEqualTo(CallTime * sequence.Depth() * 1.2, sequence.Name);
        }
    }

    private static TimeSpan Run(NestfulSequence sequence, Random random)
    {
        var clock = new FakeClock();
        var gates = new BackendGates(clock);
        var given = new ConcurrentDictionary<string, JsonElement>(StringComparer.Ordinal);
        var got = new ConcurrentDictionary<string, JsonElement>(StringComparer.Ordinal);
        var finished = clock.GetUtcNow();
        var began = finished;
        var backends = new ScriptedBackends
        {
            Does = async (call, token) =>
            {
                var gate = gates.For(call.Operation.Backend);
                await gate.EnterAsync(token);
                await Task.Delay(CallTime, clock, token);
                gate.Leave();
                var label = call.Intent.Key.Split('.')[1];
                got[label] = call.Arguments;
                finished = clock.GetUtcNow();
                return ScriptedBackends.Ok(given[label] = Random(sequence, label, random));
            },
        };
        var intents = Made.Of([.. sequence.Calls.Select((call, index) => Made.Read("step." + LabelOf(index)))]);
        var node = new Node(new Cluster(clock), intents, backends);
        var outcome = VirtualTime.Run(clock, () => node.RunAsync([.. sequence.Calls.Select((call, index) => Step(sequence, call, index))]));
        outcome.Status.ShouldBe(RunStatus.Succeeded, sequence.Name);
        for (var i = 0; i < sequence.Calls.Count; i++)
        {
            foreach (var argument in sequence.Calls[i].Arguments.EnumerateObject())
            {
                var want = Want(sequence, argument.Value, i, given);
                JsonElement.DeepEquals(got[LabelOf(i)].GetProperty(argument.Name), want).ShouldBeTrue($"{sequence.Name}, call {i}, {argument.Name}");
            }
        }

        return finished - began;
    }

    private static JsonElement Want(NestfulSequence sequence, JsonElement value, int index, ConcurrentDictionary<string, JsonElement> given) =>
        NestfulSequence.ReferenceOf(value) is { } reference && Source(sequence, reference.Label, index) is { } source
            ? ValuePath.Read("x." + reference.Path).Path!.In(given[LabelOf(source)])!.Value
            : value;

    private static PlanStep Step(NestfulSequence sequence, NestfulCall call, int index) => new("s" + (index + 1).ToString(CultureInfo.InvariantCulture), "step." + LabelOf(index))
    {
        Args = call.Arguments.EnumerateObject().ToDictionary(
            argument => argument.Name,
            argument => NestfulSequence.ReferenceOf(argument.Value) is { } reference && Source(sequence, reference.Label, index) is { } source
                ? (Argument)new Argument.Reference(string.Create(CultureInfo.InvariantCulture, $"s{source + 1}.{reference.Path}"))
                : new Argument.Literal(argument.Value, "user"),
            StringComparer.Ordinal),
    };

    /// <summary>The latest call before that has the label; labels are used twice in a few sequences.</summary>
    private static int? Source(NestfulSequence sequence, string label, int before)
    {
        var found = Enumerable.Range(0, before).LastOrDefault(i => sequence.Calls[i].Label == label, -1);
        return found < 0 ? null : found;
    }

    /// <summary>A random value for everything later calls refer to.</summary>
    private static JsonElement Random(NestfulSequence sequence, string label, Random random)
    {
        var value = new JsonObject();
        var own = sequence.Calls[int.Parse(label.AsSpan(1), CultureInfo.InvariantCulture)].Label;
        foreach (var (_, path) in sequence.Calls.SelectMany(NestfulSequence.ReferencesOf).Where(one => one.Label == own))
        {
            var name = path.Split('[')[0];
            value[name] = path.Contains('[', StringComparison.Ordinal) || value[name] is JsonArray
                ? new JsonArray(random.Next(), random.Next(), random.Next())
                : random.Next(3) switch { 0 => random.Next(), 1 => $"text {random.Next()} \"要約\"", _ => new JsonArray(random.Next(), "two") };
        }

        return JsonSerializer.SerializeToElement(value);
    }

    private static string LabelOf(int index) => "c" + index.ToString(CultureInfo.InvariantCulture);
}
