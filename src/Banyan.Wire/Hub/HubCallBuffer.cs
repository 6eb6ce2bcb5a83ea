using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>Collects the calls of a choice until each is complete, for dialects that tell a call whole. Copies what it keeps: frames die.</summary>
internal sealed class HubCallBuffer
{
    private readonly SortedDictionary<int, (HubCallStart Start, List<JsonText> Arguments)> _open = [];

    /// <summary>Whether a call was begun and never ended: the answer was cut inside it.</summary>
    public bool HasOpen => _open.Count > 0;

    public void Start(HubCallStart start) => _open[start.Index] = (start with { Name = start.Name.Keep() }, []);

    public void Append(HubCallDelta delta)
    {
        if (_open.TryGetValue(delta.Index, out var call))
        {
            call.Arguments.Add(delta.Arguments.Keep());
        }
    }

    /// <summary>Takes a complete call out; arguments that are not one JSON object give null, and are never turned into <c>{}</c>.</summary>
    public (HubCallStart Start, JsonRaw? Arguments)? End(int index) =>
        _open.Remove(index, out var call) ? (call.Start, JsonArguments.ToObject(JsonText.Join([.. call.Arguments]))) : null;
}
