using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Faults;

/// <summary>Ways a provider can fail a stream after content: each must end with an explicit error and never look whole.</summary>
internal static class LateFaults
{
    /// <summary>What the caller has got when the fault comes.</summary>
    public const string Partial = "partial text";

    /// <summary>The faults by name; each is played once the caller has seen the partial text.</summary>
    public static IReadOnlyDictionary<string, Func<WireTalk, WallScript, WallScript>> All { get; } = new Dictionary<string, Func<WireTalk, WallScript, WallScript>>(StringComparer.Ordinal)
    {
        ["cut"] = (_, begun) => begun.Close(),
        ["reset"] = (_, begun) => begun.Reset(),
        ["clean end of the body without an end mark"] = (_, begun) => begun.End(),
        ["silence"] = (_, begun) => begun.Silence(),
        ["broken JSON"] = (talk, begun) => begun.Chunk(talk.Letter == 'O' ? "{nonsense\n" : "data: {nonsense\n\n").End(),
        ["error event"] = (talk, begun) => begun.Chunk(talk.ErrorEvent).End(),
        ["a line without end"] = (_, begun) => begun.Chunk("data: " + new string('x', 3 << 20)).End(),
        ["broken chunking"] = (_, begun) => begun.Raw("zz\r\nnot a chunk\r\n"u8.ToArray()).Close(),
    };

    /// <summary>A stream up to its first content, then the fault.</summary>
    public static WallScript Play(string fault, WireTalk talk, Task seen)
    {
        var script = WallScript.Stream(talk.StreamType);
        foreach (var happened in talk.Stream([Partial, "and more"], 11, 7).Take(talk.Preamble + 1))
        {
            script.Chunk(happened);
        }

        return All[fault](talk, script.WaitFor(seen));
    }
}
