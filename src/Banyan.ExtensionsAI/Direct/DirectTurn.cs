using System.Runtime.CompilerServices;
using Banyan.ExtensionsAI.Client;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Direct;

/// <summary>Asks Banyan, or goes round it while it can't be reached; tells it afterwards what was used.</summary>
internal sealed class DirectTurn(DirectFallback direct, BanyanWire wire) : IDisposable
{
    private readonly DirectRoad _road = new(direct.Time);
    private readonly CancellationTokenSource _gone = new();

    /// <summary>What Banyan is to be told.</summary>
    public UsageReports Reports { get; } = new(direct, wire);

    private DirectCalls Calls => field ??= new(direct, Reports);

    /// <summary>A whole answer.</summary>
    public async Task<ChatResponse> AskAsync(
        Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> ask, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        // An ask may be sent twice.
        var kept = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        if (_road.TriesBanyan())
        {
            try
            {
                var answer = await ask(kept, options, cancellationToken);
                Reached();
                return answer;
            }
            catch (Exception failed)
            {
                if (!GoesRound(failed, cancellationToken))
                {
                    throw;
                }
            }
        }

        return await Calls.AskAsync(kept, options, cancellationToken);
    }

    /// <summary>A stream. Once Banyan said something the answer is its own, however it ends.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> ask,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        if (_road.TriesBanyan())
        {
            await using var updates = ask(kept, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            var (isReached, isAny) = (true, false);
            try
            {
                isAny = await updates.MoveNextAsync();
                Reached();
            }
            catch (Exception failed)
            {
                if (!GoesRound(failed, cancellationToken))
                {
                    throw;
                }

                isReached = false;
            }

            while (isAny)
            {
                yield return updates.Current;
                isAny = await updates.MoveNextAsync();
            }

            if (isReached)
            {
                yield break;
            }
        }

        await foreach (var update in Calls.StreamAsync(kept, options, cancellationToken))
        {
            yield return update;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        Reports.Dispose();
    }

    private bool GoesRound(Exception failed, CancellationToken cancellationToken)
    {
        if (DirectRoad.IsUnreached(failed, cancellationToken))
        {
            return _road.Missed();
        }

        if (failed is BanyanException { RequestId: not null })
        {
            Reached();
        }

        return false;
    }

    private void Reached()
    {
        _road.Reached();
        if (Reports.Waiting > 0 && !_gone.IsCancellationRequested)
        {
            _ = TellAsync(_gone.Token);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Reports.TellAsync(cancellationToken);
        }
        catch (Exception later) when (later is BanyanException or HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // They wait for the next answer, or for who asks.
        }
    }
}
