using System.Runtime.CompilerServices;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Answering;

/// <summary>A client's stream as frames. A client that throws midway gives one broken frame, and the stream never looks finished.</summary>
internal sealed class ClientFrames(ClientCall call, IAsyncEnumerator<ChatResponseUpdate> updates) : IAsyncDisposable
{
    private readonly AnswerEvents _events = new();
    private bool _hasUpdate;

    /// <summary>Waits for the first update, so that a client that refuses does so before there is a head.</summary>
    public async ValueTask<Failure?> BeginAsync()
    {
        var failure = await NextAsync();
        return failure ?? (_hasUpdate ? null : _events.End());
    }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var owned = this;
        while (_hasUpdate)
        {
            _events.Add(updates.Current);
            foreach (var frame in call.Write(_events.Take()))
            {
                yield return frame;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if ((_events.Failure ?? await NextAsync()) is { } broken)
            {
                yield return Frame.Broken(broken);
                yield break;
            }
        }

        if (_events.End() is { } empty)
        {
            yield return Frame.Broken(empty);
            yield break;
        }

        foreach (var frame in call.Write(_events.Take()))
        {
            yield return frame;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await updates.DisposeAsync();
        }
        catch (Exception)
        {
            // The answer is over, and the client is foreign code: what it throws while it is left changes nothing any more.
        }
        finally
        {
            call.Dispose();
        }
    }

    private async ValueTask<Failure?> NextAsync()
    {
        var (moved, failure) = await call.GuardAsync(_ => updates.MoveNextAsync());
        _hasUpdate = moved;
        return failure;
    }
}
