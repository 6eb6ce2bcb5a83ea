using System.Buffers;
using Banyan.Gateway.Spine;
using Banyan.Storage.Spool;

namespace Banyan.Storage.Completions;

/// <summary>Route decisions as bytes: every exchange leaves one, and few are ever looked at.</summary>
/// <remarks>The first byte tells the form. A later form may add fields behind those of an earlier one under its own number.</remarks>
internal static class RouteBytes
{
    private const byte Form = 1;
    private const int MostFixedBytes = 128;
    private const int MostCandidateBytes = 64;
    private const int MostTextBytes = 6;
    private const int MostBytesPerChar = 3;

    /// <summary>The decision's bytes; null where none was made.</summary>
    public static byte[]? Of(RouteDecision? decision)
    {
        if (decision is null)
        {
            return null;
        }

        // Each candidate is worked out as it is read, and read once.
        var candidates = ArrayPool<RouteCandidate>.Shared.Rent(decision.Considered.Count);
        for (var i = 0; i < decision.Considered.Count; i++)
        {
            candidates[i] = decision.Considered[i];
        }

        var bytes = Of(decision, candidates.AsSpan(0, decision.Considered.Count));
        ArrayPool<RouteCandidate>.Shared.Return(candidates, clearArray: true);
        return bytes;
    }

    /// <summary>Reads a decision; null where none was made.</summary>
    /// <exception cref="InvalidDataException">The form is one of a later release.</exception>
    public static RouteDecision? Read(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        if (bytes[0] != Form)
        {
            throw new InvalidDataException($"A route decision of form {bytes[0]}, which a later release wrote.");
        }

        var reader = new RecordReader(bytes.AsSpan(1));
        return Read(ref reader);
    }

    private static byte[] Of(RouteDecision decision, ReadOnlySpan<RouteCandidate> candidates)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes(decision, candidates));
        try
        {
            var writer = new RecordWriter(buffer);
            Write(decision, candidates, ref writer);
            return buffer.AsSpan(0, writer.Length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Write(RouteDecision decision, ReadOnlySpan<RouteCandidate> candidates, ref RecordWriter writer)
    {
        writer.Byte(Form);
        writer.Text(decision.Requested);
        writer.Text(decision.ResolvedBy);
        writer.Text(decision.Rule);
        writer.Text(decision.Chosen);
        writer.Text(decision.Draw);
        writer.Text(decision.Weighed);
        writer.Text(decision.Note);
        writer.Number(decision.EstimatedTokens);
        writer.Number(decision.OutputReserve);
        writer.Number(decision.Micros);
        writer.Number(decision.CatalogVersion);
        writer.Number(candidates.Length);
        foreach (ref readonly var candidate in candidates)
        {
            Write(candidate, ref writer);
        }

        writer.Number(decision.Rules.Count);
        for (var i = 0; i < decision.Rules.Count; i++)
        {
            writer.Text(decision.Rules[i].Rule);
            writer.Text(decision.Rules[i].Outcome);
            writer.Text(decision.Rules[i].Reason);
        }

        writer.Number(decision.Chain.Count);
        for (var i = 0; i < decision.Chain.Count; i++)
        {
            writer.Text(decision.Chain[i]);
        }
    }

    private static void Write(in RouteCandidate candidate, ref RecordWriter writer)
    {
        writer.Text(candidate.Model);
        writer.Text(candidate.Reason);
        writer.Byte((byte)candidate.Gate);
        writer.MaybeNumber(candidate.CostNanoUsd);
        writer.Real(candidate.LatencyMs);
        writer.Real(candidate.Quality);
        writer.Truth(candidate.Utility is not null);
        if (candidate.Utility is { } utility)
        {
            writer.Real(utility);
        }

        writer.Real(candidate.Affinity);
    }

    private static RouteDecision Read(ref RecordReader reader)
    {
        var (requested, resolvedBy) = (reader.Text()!, reader.Text()!);
        var (rule, chosen, draw, weighed, note) = (reader.Text(), reader.Text(), reader.Text()!, reader.Text(), reader.Text());
        var (estimated, reserve, micros, version) = ((int)reader.Number(), (int)reader.Number(), (int)reader.Number(), reader.Number());
        var considered = new RouteCandidate[reader.Number()];
        for (var i = 0; i < considered.Length; i++)
        {
            considered[i] = Candidate(ref reader);
        }

        var rules = new RuleMatch[reader.Number()];
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i] = new RuleMatch(reader.Text()!, reader.Text()!, reader.Text());
        }

        var chain = new string[reader.Number()];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i] = reader.Text()!;
        }

        return new RouteDecision(requested, resolvedBy, considered)
        {
            Rule = rule,
            Rules = rules,
            Chosen = chosen,
            Chain = chain,
            Draw = draw,
            Weighed = weighed,
            Note = note,
            EstimatedTokens = estimated,
            OutputReserve = reserve,
            Micros = micros,
            CatalogVersion = version,
        };
    }

    // In the order they were written: initialisers run from first to last.
    private static RouteCandidate Candidate(ref RecordReader reader) => new(reader.Text()!, reader.Text())
    {
        Gate = (CandidateGate)reader.Byte(),
        CostNanoUsd = reader.MaybeNumber(),
        LatencyMs = reader.Real(),
        Quality = reader.Real(),
        Utility = reader.Truth() ? reader.Real() : null,
        Affinity = reader.Real(),
    };

    private static int MostBytes(RouteDecision decision, ReadOnlySpan<RouteCandidate> candidates)
    {
        var most = MostFixedBytes + Most(decision.Requested) + Most(decision.ResolvedBy) + Most(decision.Rule) + Most(decision.Chosen) + Most(decision.Draw) + Most(decision.Weighed) + Most(decision.Note);
        foreach (ref readonly var candidate in candidates)
        {
            most += MostCandidateBytes + Most(candidate.Model) + Most(candidate.Reason);
        }

        for (var i = 0; i < decision.Rules.Count; i++)
        {
            most += Most(decision.Rules[i].Rule) + Most(decision.Rules[i].Outcome) + Most(decision.Rules[i].Reason);
        }

        for (var i = 0; i < decision.Chain.Count; i++)
        {
            most += Most(decision.Chain[i]);
        }

        return most;
    }

    private static int Most(string? text) => MostTextBytes + (MostBytesPerChar * (text?.Length ?? 0));
}
