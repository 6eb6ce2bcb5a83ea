using System.Buffers;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents.Running.Calling;

/// <summary>The places of a request as they are filled.</summary>
internal sealed class RequestParts(IntentOperation operation)
{
    // Headers that say who calls or how the message is framed are never a parameter.
    private static readonly string[] Reserved = ["authorization", "cookie", "host", "content-length", "transfer-encoding", "connection", "idempotency-key", "x-banyan-subject", "x-banyan-email", CallAuthor.TokenHeader];
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Select(code => (char)code)]);

    private readonly Dictionary<string, string> _path = new(StringComparer.Ordinal);
    private readonly List<string> _query = [];
    private readonly List<(string Name, JsonElement Value)> _body = [];

    /// <summary>Headers so far.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    private bool HasBody => operation.Method is "POST" or "PUT" or "PATCH";

    /// <summary>Puts a parameter in its place.</summary>
    /// <returns>Why it can't stand there; null when it does.</returns>
    public CallFault? Place(string name, JsonElement value)
    {
        var place = operation.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Place ?? (HasBody ? "body" : "query");
        switch (place)
        {
            case "body":
                _body.Add((name, value));
                return null;
            case "query":
                _query.AddRange(Texts(value).Select(text => Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(text)));
                return null;
            case "header" when Text(value) is { } text && !text.AsSpan().ContainsAny(Controls) && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase):
                Headers.Add((name, text));
                return null;
            // An empty or dotted segment would name another resource.
            case "path" when Text(value) is { Length: > 0 } text && text is not ("." or ".."):
                _path[name] = Uri.EscapeDataString(text);
                return null;
            default:
                return new CallFault(ProblemWords.ArgInvalid, $"The value of {name} can't stand in the {place} of a request.");
        }
    }

    /// <summary>The address; null when a part of the path is missing, or it would leave the backend.</summary>
    public Uri? Address()
    {
        var text = new StringBuilder(operation.Backend.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        text.Append(operation.Path.StartsWith('/') ? "" : "/").Append(operation.Path);
        foreach (var (name, value) in _path)
        {
            text.Replace("{" + name + "}", value);
        }

        for (var i = 0; i < _query.Count; i++)
        {
            text.Append(i == 0 && !operation.Path.Contains('?', StringComparison.Ordinal) ? '?' : '&').Append(_query[i]);
        }

        var own = operation.Backend.BaseUrl;
        return !operation.Path.Split('{').Skip(1).All(part => _path.ContainsKey(part[..Math.Max(part.IndexOf('}', StringComparison.Ordinal), 0)]))
            || !Uri.TryCreate(text.ToString(), UriKind.Absolute, out var address)
            || Uri.Compare(address, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0
                ? null : address;
    }

    /// <summary>The body; null when there is none.</summary>
    public string? Body()
    {
        if (!HasBody)
        {
            return null;
        }

        return JsonWriting.Text(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _body)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => Text(one) ?? one.GetRawText()) : [Text(value) ?? value.GetRawText()];

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null => null,
    };
}
