using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Banyan.Host.Doors.Keyed;

/// <summary>A response that goes to a tape instead of a connection: whoever asked may leave without ending it.</summary>
internal sealed class TapedResponse(AnswerTape tape, CancellationToken abandoned) : PipeWriter, IHttpResponseFeature, IHttpResponseBodyFeature, IHttpRequestLifetimeFeature
{
    private readonly ArrayBufferWriter<byte> _open = new();

    /// <summary>Makes a context of its own for an ask, with the headers it came with.</summary>
    public static HttpContext Of(HttpContext http, AnswerTape tape, CancellationToken abandoned)
    {
        var response = new TapedResponse(tape, abandoned);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in http.Request.Headers)
        {
            headers[name] = value;
        }

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Headers = headers, Method = http.Request.Method, Path = http.Request.Path });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpRequestLifetimeFeature>(response);
        return new DefaultHttpContext(features);
    }

    /// <inheritdoc />
    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    /// <inheritdoc />
    public string? ReasonPhrase { get; set; }

    /// <inheritdoc />
    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    /// <inheritdoc />
    public bool HasStarted => tape.Head is not null;

    /// <inheritdoc />
    public PipeWriter Writer => this;

    /// <inheritdoc />
    public Stream Stream => Stream.Null;

    Stream IHttpResponseFeature.Body { get; set; } = Stream.Null;

    /// <inheritdoc />
    public CancellationToken RequestAborted { get; set; } = abandoned;

    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc />
    public override long UnflushedBytes => _open.WrittenCount;

    /// <inheritdoc />
    public void Abort() => tape.Cut();

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0) => _open.GetMemory(sizeHint);

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0) => _open.GetSpan(sizeHint);

    /// <inheritdoc />
    public override void Advance(int bytes) => _open.Advance(bytes);

    /// <inheritdoc />
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_open.WrittenCount == 0)
        {
            return new(default(FlushResult));
        }

        tape.Begin(TapeHead.Of(StatusCode, Headers));
        var takes = tape.Add(_open.WrittenSpan.ToArray());
        _open.ResetWrittenCount();
        return new(new FlushResult(isCanceled: false, isCompleted: !takes));
    }

    /// <inheritdoc />
    public override void CancelPendingFlush()
    {
    }

    /// <inheritdoc />
    public override void Complete(Exception? exception = null)
    {
    }

    /// <inheritdoc />
    public void DisableBuffering()
    {
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc />
    public Task CompleteAsync() => FlushAsync().AsTask();

    /// <inheritdoc />
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException("No door sends files.");

    /// <inheritdoc />
    public void OnStarting(Func<object, Task> callback, object state)
    {
    }

    /// <inheritdoc />
    public void OnCompleted(Func<object, Task> callback, object state)
    {
    }
}
