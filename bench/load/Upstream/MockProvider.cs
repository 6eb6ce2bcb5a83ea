using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Banyan.Load.Upstream;

/// <summary>An OpenAI-compatible upstream over Kestrel. The model asked for names the way it answers, see <see cref="Mode"/>.</summary>
internal sealed class MockProvider : IAsyncDisposable
{
    private const int ModelWithin = 64;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _held;

    private MockProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = null;
            server.Limits.MinRequestBodyDataRate = null;
            server.Limits.MinResponseDataRate = null;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public int Port { get; private set; }

    /// <summary>Streams that wait for <see cref="Release"/>.</summary>
    public int Held => Volatile.Read(ref _held);

    public static async Task<MockProvider> StartAsync()
    {
        var provider = new MockProvider();
        await provider._app.StartAsync();
        var addresses = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        provider.Port = new Uri(addresses.Addresses.First()).Port;
        return provider;
    }

    /// <summary>Lets every held stream end.</summary>
    public void Release() => _release.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var (mode, wantsUsage) = await ReadAsync(http.Request.BodyReader);
        if (mode is Mode.Whole or Mode.Wait)
        {
            if (mode == Mode.Wait)
            {
                await Task.Delay(Wait);
            }

            http.Response.ContentType = "application/json";
            http.Response.ContentLength = MockAnswers.Whole.Length;
            await http.Response.BodyWriter.WriteAsync(MockAnswers.Whole);
            return;
        }

        http.Response.ContentType = "text/event-stream";

        // nginx buffers an answer unless its upstream says otherwise.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await StreamAsync(http, mode, wantsUsage);
    }

    private async Task StreamAsync(HttpContext http, Mode mode, bool wantsUsage)
    {
        var writer = http.Response.BodyWriter;
        var chunks = mode == Mode.Long ? MockAnswers.LongCount : MockAnswers.ChunkCount;
        for (var i = 0; i < chunks; i++)
        {
            writer.Write(i == chunks - 1 ? MockAnswers.Chunks[^1] : MockAnswers.Chunks[i % (MockAnswers.ChunkCount - 1)]);
            if (mode is Mode.Paced or Mode.Long)
            {
                await writer.FlushAsync();
                await Task.Delay(Pace);
            }
            else if (mode == Mode.Held && i == 0)
            {
                await writer.FlushAsync();
                Interlocked.Increment(ref _held);
                await _release.Task.WaitAsync(http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Interlocked.Decrement(ref _held);
            }
        }

        if (wantsUsage)
        {
            writer.Write(MockAnswers.UsageChunk);
        }

        writer.Write(MockAnswers.Done);
        await writer.FlushAsync();
    }

    private static async ValueTask<(Mode Mode, bool WantsUsage)> ReadAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var found = Find(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            return found;
        }
    }

    private static (Mode Mode, bool WantsUsage) Find(ReadOnlySequence<byte> body)
    {
        Span<byte> head = stackalloc byte[ModelWithin];
        var start = body.Slice(0, Math.Min(body.Length, ModelWithin));
        start.CopyTo(head);
        head = head[..(int)start.Length];
        var mode = head.IndexOf("wait\""u8) >= 0 ? Mode.Wait
            : head.IndexOf("burst\""u8) >= 0 ? Mode.Burst
            : head.IndexOf("paced\""u8) >= 0 ? Mode.Paced
            : head.IndexOf("long\""u8) >= 0 ? Mode.Long
            : head.IndexOf("held\""u8) >= 0 ? Mode.Held
            : Mode.Whole;
        return (mode, mode is not (Mode.Whole or Mode.Wait) && body.IsSingleSegment && body.FirstSpan.IndexOf("include_usage"u8) >= 0);
    }
}
