using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Microsoft.Extensions.Primitives;

namespace Banyan.Host.Doors;

/// <summary>What a door says to whom there is no room for, made once but for the name of the request: a flood is refused by the thousand.</summary>
internal sealed class ShedAnswer
{
    private static readonly FrozenDictionary<DialectId, ShedAnswer> All = DialectTable.All.ToFrozenDictionary(dialect => dialect.Id, dialect => new ShedAnswer(dialect));
    private static readonly StringValues Seconds = ((long)AskRoom.Full.RetryAfter!.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    private static readonly StringValues Milliseconds = ((long)AskRoom.Full.RetryAfter!.Value.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    private static readonly StringValues Json = "application/json; charset=utf-8";

    private readonly WireError _error;
    private readonly int _idAt;
    private readonly bool _isAnthropic;

    private ShedAnswer(Dialect dialect)
    {
        var nobody = new ExchangeId(Guid.Empty).ToString();
        _error = dialect.WriteError(AskRoom.Full, nobody);
        _idAt = _error.Body.Span.IndexOf(Encoding.ASCII.GetBytes(nobody));
        _isAnthropic = dialect.Id == DialectId.Anthropic;
    }

    /// <summary>That of a language.</summary>
    public static ShedAnswer Of(Dialect dialect) => All[dialect.Id];

    /// <summary>Writes it; the server sends it when the request ends.</summary>
    public void Write(HttpResponse response, ExchangeId id)
    {
        var name = id.ToString();
        response.StatusCode = _error.HttpStatus;
        var headers = response.Headers;
        headers.ContentType = Json;
        headers.ContentLength = _error.Body.Length;
        headers.RetryAfter = Seconds;
        headers["retry-after-ms"] = Milliseconds;
        headers["x-request-id"] = name;
        if (_isAnthropic)
        {
            headers["request-id"] = name;
        }

        var body = response.BodyWriter.GetSpan(_error.Body.Length);
        _error.Body.Span.CopyTo(body);
        if (_idAt >= 0)
        {
            Encoding.ASCII.GetBytes(name, body[_idAt..]);
        }

        response.BodyWriter.Advance(_error.Body.Length);
    }
}
