using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Wire.Framing;

namespace Banyan.Cli.Asking;

/// <summary>Reads a streamed answer to its end mark. An answer that ends without one was cut, however well it reads.</summary>
internal sealed class ChatStream(ChatAnswer answer, Func<string, Task> show)
{
    private CliFailure? _failure;

    /// <summary>Reads to the end.</summary>
    /// <returns>Why the answer is not whole; null when it is.</returns>
    public async Task<CliFailure?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var framer = new SseFramer();
        try
        {
            while (_failure is null && !answer.IsComplete)
            {
                var read = await stream.ReadAsync(framer.GetMemory(), cancellationToken);
                framer.Advance(read);
                while (read > 0 ? framer.TryRead(out var frame) : framer.TryEnd(out frame))
                {
                    await TakeAsync(frame);
                }

                if (read == 0)
                {
                    break;
                }
            }

            // Trailers come behind the end mark.
            await DrainAsync(stream, cancellationToken);
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            // The connection broke: whether the answer is whole was decided by its end mark.
        }

        return answer.IsComplete ? null : _failure ?? Cut("answer_cut", "The answer broke off before its end.");
    }

    private async Task TakeAsync(Frame frame)
    {
        if (_failure is not null || answer.IsComplete || frame.Kind == FrameKind.Comment)
        {
            return;
        }

        if (frame.Broke is { } broke)
        {
            _failure = Cut(broke.Code, broke.Message);
        }
        else if (frame.Data.Span.SequenceEqual("[DONE]"u8))
        {
            answer.IsComplete = true;
        }
        else
        {
            var (text, error) = ChatFrame.Read(frame.Data, answer);
            _failure = error is null ? null : Cut(error.Code, error.Message);
            if (text.Length > 0)
            {
                await show(text);
            }
        }
    }

    private CliFailure Cut(string code, string message)
    {
        var hint = ErrorAnswer.Hint(code);
        var lead = answer.Text.Length > 0 ? "What came is incomplete. " : "";
        return new CliFailure(ExitCode.Failed, code, message, lead + (hint.Length > 0 ? hint : "Ask again."), answer.RequestId);
    }

    private async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (answer.IsComplete)
        {
            var rest = new byte[1024];
            while (await stream.ReadAsync(rest, cancellationToken) > 0)
            {
            }
        }
    }
}
