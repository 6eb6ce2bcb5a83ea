using System.Text;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Tests.Spine;

/// <summary>Answers made of given frames.</summary>
internal static class TestAnswers
{
    public static AnswerHead Head { get; } = new(new PlainDialect(new AskLens()), IsStream: true, WireHeaders.None);

    public static Frame Event(string text) => new(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(text), FrameKind.Event);

    public static Answer Of(params Frame[] frames) => Answer.From(Head, FramesAsync(frames));

    public static async IAsyncEnumerable<Frame> FramesAsync(IEnumerable<Frame> frames)
    {
        foreach (var frame in frames)
        {
            yield return frame;
        }

        await ValueTask.CompletedTask;
    }
}
