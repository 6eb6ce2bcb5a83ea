using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>What an assistant turn is known by when its calls have no ids: a hash of its words and calls, and of the turns of the model before it.</summary>
/// <remarks>
/// A caller gives back what it kept: thoughts may be gone, arguments written anew with other spaces, order or number forms. None of that changes the
/// hash. Two turns alike in one conversation are told apart by what the model said before; where a caller has cut its history, the turn alone still finds
/// the newest of its like.
/// </remarks>
internal static class HubTurnKey
{
    /// <summary>The hash of a turn by itself.</summary>
    public static byte[] Of(JsonText said, IEnumerable<(JsonText Name, JsonRaw Arguments)> calls)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, said.ToString().Trim());
        foreach (var (name, arguments) in calls)
        {
            Append(hash, name.ToString());
            using var document = JsonMembers.TryParse(arguments.Utf8);
            Append(hash, document is null ? arguments.ToString() : JsonWriting.Text(json => Plain(json, document.RootElement)));
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The hash of a turn of the hub by itself.</summary>
    public static byte[] Of(HubTurn turn) => Of(
        JsonText.Join([.. turn.Parts.OfType<HubText>().Select(text => text.Text)]), turn.Parts.OfType<HubCall>().Select(call => (call.Name, call.Arguments)));

    /// <summary>The hash of a turn behind others.</summary>
    /// <param name="before">The hash of what the model said before; empty when this is its first turn.</param>
    /// <param name="turn">The hash of the turn by itself.</param>
    public static byte[] After(byte[] before, byte[] turn) => SHA256.HashData([.. before, .. turn]);

    /// <summary>The hash of all the model said in a conversation; empty when it said nothing yet.</summary>
    public static byte[] Of(IEnumerable<HubTurn> turns) => turns.Where(turn => turn.Role == HubRole.Assistant).Aggregate(Array.Empty<byte>(), (before, turn) => After(before, Of(turn)));

    /// <summary>The name under which a seal keeps the signatures of a turn in its place.</summary>
    public static string InPlace(byte[] after) => $"turn in place {Convert.ToHexStringLower(after)}";

    /// <summary>The name under which a seal keeps the signatures of the newest turn of its like.</summary>
    public static string Alone(byte[] turn) => $"turn {Convert.ToHexStringLower(turn)}";

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static void Plain(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var (name, member) in value.Members().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    Plain(json, member);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.Items())
                {
                    Plain(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.Text());
                break;
            case JsonValueKind.Number:
                json.WriteStringValue(value.GetDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
