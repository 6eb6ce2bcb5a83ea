using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Intents.Migration.Board;

/// <summary>A board as JSON: the answer of <c>GET /intents/v1/board</c>.</summary>
internal static class MigrationBoardJson
{
    /// <summary>Writes it, UTF-8.</summary>
    public static byte[] Write(MigrationBoard board) => JsonSerializer.SerializeToUtf8Bytes(board, BoardJson.Default.MigrationBoard);
}

/// <summary>Serializers of the board.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MigrationBoard))]
internal sealed partial class BoardJson : JsonSerializerContext;
