using System.Text;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Faults;

/// <summary>Ways a provider can fail a stream before its first content: each must be survived without the caller noticing.</summary>
internal static class EarlyFaults
{
    public static IReadOnlyDictionary<string, Func<WireTalk, WallScript>> All { get; } = new Dictionary<string, Func<WireTalk, WallScript>>(StringComparer.Ordinal)
    {
        ["status 500"] = talk => WallScript.Json(talk.ErrorBody("broken"), 500),
        ["status 502"] = talk => WallScript.Json(talk.ErrorBody("bad gateway"), 502),
        ["status 503"] = talk => WallScript.Json(talk.ErrorBody("unavailable"), 503),
        ["status 529"] = talk => WallScript.Json(talk.ErrorBody("overloaded"), 529),
        ["status 500 with a web page"] = _ => WallScript.Whole("<html>oops</html>"u8.ToArray(), "text/html", 500),
        ["status 429 with Retry-After"] = talk => WallScript.Json(talk.ErrorBody("slow down"), 429, ("retry-after", "20")),
        ["status 429 with an absurd Retry-After"] = talk => WallScript.Json(talk.ErrorBody("slow down"), 429, ("retry-after", "99999999")),
        ["status 429 without Retry-After"] = talk => WallScript.Json(talk.ErrorBody("slow down"), 429),
        ["status 401"] = talk => WallScript.Json(talk.ErrorBody("bad key"), 401),
        ["status 402"] = talk => WallScript.Json(talk.ErrorBody("no credit"), 402),
        ["status 451"] = talk => WallScript.Json(talk.ErrorBody("not in your country"), 451),
        ["redirect"] = _ => WallScript.Json("{}", 302, ("location", "http://127.0.0.1:9/")),
        ["web page with status 200"] = _ => WallScript.Whole("<html>login</html>"u8.ToArray(), "text/html"),
        ["nothing with status 200"] = _ => WallScript.Whole([], "application/json"),
        ["empty stream"] = talk => WallScript.Stream(talk.StreamType).End(),
        ["broken JSON first"] = talk => WallScript.Stream(talk.StreamType).Chunk(talk.Letter == 'O' ? "{nonsense\n" : "data: {nonsense\n\n").End(),
        ["error event first"] = talk => WallScript.Stream(talk.StreamType).Chunk(talk.ErrorEvent).End(),
        ["error object with status 200"] = talk => WallScript.Json(talk.ErrorBody("hidden")),
        ["closes without a word"] = _ => new WallScript().Close(),
        ["resets without a word"] = _ => new WallScript().Reset(),
        ["not HTTP at all"] = _ => new WallScript().Raw(Encoding.ASCII.GetBytes("SSH-2.0-Banyan\r\n\r\n")).Close(),
        ["accepts and says nothing"] = _ => new WallScript().Silence(),
        ["head, then silence"] = talk => WallScript.Stream(talk.StreamType).Silence(),
        ["keep-alives for ever"] = talk => KeepAlives(talk),
        ["preamble, then cut"] = talk => Preamble(talk).Close(),
        ["preamble, then reset"] = talk => Preamble(talk).Reset(),
        ["preamble, then clean end of the body"] = talk => Preamble(talk).End(),
        ["preamble, then silence"] = talk => Preamble(talk).Silence(),
        ["a line without end"] = talk => WallScript.Stream(talk.StreamType).Chunk("data: " + new string('x', 3 << 20)).End(),
        ["huge headers"] = _ => new WallScript().Head(200, ("x-filler", new string('x', 200_000))).Close(),
    };

    private static WallScript Preamble(WireTalk talk)
    {
        var script = WallScript.Stream(talk.StreamType);
        foreach (var happened in talk.Stream(["never seen"], 11, 7).Take(talk.Preamble))
        {
            script.Chunk(happened);
        }

        return script;
    }

    private static WallScript KeepAlives(WireTalk talk)
    {
        var script = WallScript.Stream(talk.StreamType);
        for (var i = 0; i < 20; i++)
        {
            script.Chunk(talk.Letter == 'O' ? "\n" : ": still here\n\n");
        }

        return script.Silence();
    }
}
