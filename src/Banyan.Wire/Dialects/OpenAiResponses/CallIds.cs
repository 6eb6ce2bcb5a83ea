using System.Globalization;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Gives calls and their results ids this dialect takes: the caller's own where it can, else made from turn and position.</summary>
internal sealed class CallIds
{
    private const int MostCharacters = 64;

    private readonly List<(string Name, string Id)> _unanswered = [];
    private int _position;
    private int _turn = -1;

    /// <summary>Which turn is being written.</summary>
    public int Turn
    {
        get => _turn;
        set => (_turn, _position) = (value, 0);
    }

    public string OfCall(HubCall call)
    {
        var id = call.Id is { Length: > 0 } told
            ? Fit(told)
            : DerivedId.Make("call_", string.Create(CultureInfo.InvariantCulture, $"{Turn}:{_position}:{call.Name}"));
        _position++;
        _unanswered.Add((call.Name.ToString(), id));
        return id;
    }

    /// <summary>The id of the call a result answers: by its own id, else the first call of that name that has no answer yet.</summary>
    public string OfResult(HubResult result)
    {
        if (result.CallId is { Length: > 0 } told)
        {
            var id = Fit(told);
            _unanswered.RemoveAll(call => call.Id == id);
            return id;
        }

        var name = result.Name?.ToString();
        var at = _unanswered.FindIndex(call => name is null || call.Name == name);
        if (at < 0)
        {
            return DerivedId.Make("call_", string.Create(CultureInfo.InvariantCulture, $"{Turn}:{_position++}:{name}"));
        }

        var found = _unanswered[at].Id;
        _unanswered.RemoveAt(at);
        return found;
    }

    private static string Fit(string id) =>
        id.Length <= MostCharacters && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-') ? id : DerivedId.Make("call_", id);
}
