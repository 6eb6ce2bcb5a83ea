using System.Text.Json;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration.Shadows;

/// <summary>Repeats one read on the other side and keeps what differs.</summary>
/// <remarks>
/// 1. The other side is asked, within one second. 2. Fields known as noise are left out. 3. On 2 % of samples, and the first times a field differs, the legacy
/// side is asked once more: what differs from its own first answer is noise. 4. The rest is a mismatch, stored with its values masked.
/// </remarks>
internal sealed class ShadowCompare(IBackends backends, RouteStock stock, RouteJudge judge, ShadowGate gate)
{
    private const double NoiseSample = 0.02;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>Compares one read.</summary>
    public async Task RunAsync(ShadowRead read, CancellationToken cancellationToken)
    {
        if (!gate.Circuits.TryEnter(read.Operation.Backend, read.Intent.Key) || await AskAsync(read, read.Operation, isCounted: true, cancellationToken) is not { } other)
        {
            return;
        }

        var isLegacyAnswer = read.Answered.Backend.Generation == Generation.Legacy;
        var (old, now) = isLegacyAnswer ? (read.Result, other) : (other, read.Result);
        var noise = stock.Memory.Of(read.Subject.Tenant, read.Intent.Key).Noise;
        var diffs = ResultDiff.Of(old, now).Where(diff => !noise.IsNoise(diff.Pattern)).ToList();
        var isSampled = Buckets.IsSampled(gate.Settings.Current.Seed, "noise", read.RunId, read.StepId, NoiseSample);
        if (isSampled || diffs.Exists(diff => noise.IsUntested(diff.Pattern)))
        {
            var legacy = isLegacyAnswer ? read.Answered : read.Operation;
            if (await AskAsync(read, legacy, isCounted: false, cancellationToken) is { } again)
            {
                Learn(read, noise, diffs, ResultDiff.Of(old, again));
            }
        }

        judge.Compared(new RouteReport(read.Intent.Key, read.Operation.Backend, RouteOutcome.Answered, TimeSpan.Zero, false, read.Subject), diffs.Count == 0);
        stock.Ledger.Add([.. diffs.Select(diff => Stored(read, diff))]);
    }

    private void Learn(ShadowRead read, NoiseBook noise, List<FieldDiff> diffs, IReadOnlyList<FieldDiff> moved)
    {
        var moving = moved.Select(diff => diff.Pattern).ToHashSet(StringComparer.Ordinal);
        foreach (var pattern in diffs.Select(diff => diff.Pattern).Union(moving, StringComparer.Ordinal).ToList())
        {
            var hasDiffered = moving.Contains(pattern);
            noise.Learn(pattern, hasDiffered);
            stock.Ledger.Add(new NoiseCount(read.Subject.Tenant, read.Intent.Key, pattern, 1, hasDiffered ? 1 : 0));
        }

        diffs.RemoveAll(diff => moving.Contains(diff.Pattern));
    }

    private async Task<JsonElement?> AskAsync(ShadowRead read, IntentOperation operation, bool isCounted, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(Budget, gate.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        BackendReply reply;
        try
        {
            reply = await backends.CallAsync(new BackendCall(read.Intent, operation, read.Arguments, read.Subject, null), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reply = new BackendReply { Outcome = RouteOutcome.TimedOut, Took = Budget };
        }

        if (isCounted)
        {
            judge.Called(new RouteReport(read.Intent.Key, operation.Backend, reply.Outcome, reply.Took, false, read.Subject), CallCount.Shadow);
        }

        return reply.Problem is null ? reply.Value : null;
    }

    private ShadowDiff Stored(ShadowRead read, FieldDiff diff) => new()
    {
        Tenant = read.Subject.Tenant,
        At = gate.Time.GetUtcNow(),
        Intent = read.Intent.Key,
        Backend = read.Operation.Backend.Name,
        RunId = read.RunId,
        StepId = read.StepId,
        Path = diff.Path,
        Old = DiffMask.Write(diff.Old, diff.Path, read.Intent.Result),
        New = DiffMask.Write(diff.New, diff.Path, read.Intent.Result),
    };
}

/// <summary>What lets a comparison through.</summary>
internal sealed record ShadowGate(Circuits Circuits, IIntentSettings Settings, TimeProvider Time);
