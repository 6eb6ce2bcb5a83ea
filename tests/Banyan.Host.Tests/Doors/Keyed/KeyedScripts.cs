using System.Globalization;
using System.Text;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Doors.Keyed;

/// <summary>Answers of a provider that stop half-way until a test lets them go on.</summary>
internal static class KeyedScripts
{
    public const string Before = "before the signal", After = "after the signal";

    /// <summary>An answer whose second half waits; of one that is no stream, all of it.</summary>
    public static WallScript Halting(WallRequest request, Task signal)
    {
        var talk = WireTalk.Of(request.Path[1]);
        if (!request.Path.Contains("stream", StringComparison.Ordinal) && !request.Text.Contains("\"stream\":true", StringComparison.Ordinal))
        {
            var body = Encoding.UTF8.GetBytes(talk.Whole(Before + After, 3, 2));
            return new WallScript().WaitFor(signal).Head(200, ("content-type", "application/json"), ("content-length", body.Length.ToString(CultureInfo.InvariantCulture))).Raw(body);
        }

        var (script, isHeld) = (WallScript.Stream(talk.StreamType), false);
        foreach (var happened in talk.Stream([Before, After], 3, 2))
        {
            if (!isHeld && happened.Contains(After, StringComparison.Ordinal))
            {
                isHeld = true;
                script.WaitFor(signal);
            }

            script.Chunk(happened);
        }

        return script.End();
    }
}
