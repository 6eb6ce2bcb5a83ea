using System.Text.Json;
using Banyan.ExtensionsAI.Client;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Direct;

/// <summary>What calls round Banyan used, kept in memory until Banyan was told. The same call told twice counts once: each has a key of its own.</summary>
internal sealed class UsageReports(DirectFallback direct, BanyanWire wire) : IDisposable
{
    private const int MostAtOnce = 500;
    private const int MostKept = 100_000;
    private const string Mutation = "mutation($entries: [ReportedUsageInput!]!) { reportUsage(entries: $entries) }";

    private readonly Lock _gate = new();
    private readonly Queue<Dictionary<string, object?>> _entries = new();
    private readonly SemaphoreSlim _telling = new(1);
    private long _untold;

    /// <summary>How many calls Banyan was not told of yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>How many calls nobody will be told of: the provider said no usage, or more waited than are kept.</summary>
    public long Untold => Interlocked.Read(ref _untold);

    /// <summary>Notes a call.</summary>
    public void Add(DateTimeOffset at, UsageDetails? usage)
    {
        if (usage is not { InputTokenCount: not null } and not { OutputTokenCount: not null })
        {
            Interlocked.Increment(ref _untold);
            return;
        }

        var tokens = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["prompt_tokens"] = usage.InputTokenCount ?? 0,
            ["completion_tokens"] = usage.OutputTokenCount ?? 0,
            ["prompt_tokens_details"] = new Dictionary<string, long>(StringComparer.Ordinal) { ["cached_tokens"] = usage.CachedInputTokenCount ?? 0 },
            ["completion_tokens_details"] = new Dictionary<string, long>(StringComparer.Ordinal) { ["reasoning_tokens"] = usage.ReasoningTokenCount ?? 0 },
        };
        lock (_gate)
        {
            if (_entries.Count == MostKept)
            {
                _entries.Dequeue();
                _untold++;
            }

            _entries.Enqueue(new(StringComparer.Ordinal)
            {
                ["at"] = at,
                ["service"] = direct.Service,
                ["model"] = direct.Model,
                ["usage"] = tokens,
                ["idempotencyKey"] = Guid.CreateVersion7(at).ToString("N"),
            });
        }
    }

    /// <summary>Tells Banyan of all that waits.</summary>
    /// <returns>How many calls it was told of.</returns>
    /// <exception cref="BanyanException">It refused them; they stay.</exception>
    /// <exception cref="HttpRequestException">It can't be reached; they stay.</exception>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        await _telling.WaitAsync(cancellationToken);
        try
        {
            while (Next() is { Length: > 0 } entries)
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(new { query = Mutation, variables = new { entries } });
                using var response = await wire.PostAsync("/graphql", body, cancellationToken);
                var head = AnswerHeaders.Of(response, []);
                await BanyanErrors.ThrowIfRefusedAsync(response, head, cancellationToken);
                BanyanErrors.ThrowIfErrors(await response.Content.ReadAsByteArrayAsync(cancellationToken), head);
                Told(entries);
                told += entries.Length;
            }

            return told;
        }
        finally
        {
            _telling.Release();
        }
    }

    public void Dispose() => _telling.Dispose();

    private Dictionary<string, object?>[] Next()
    {
        lock (_gate)
        {
            return [.. _entries.Take(MostAtOnce)];
        }
    }

    private void Told(Dictionary<string, object?>[] entries)
    {
        lock (_gate)
        {
            // Those that were pushed out meanwhile stood before the rest.
            while (_entries.TryPeek(out var first) && entries.Contains(first))
            {
                _entries.Dequeue();
            }
        }
    }
}
