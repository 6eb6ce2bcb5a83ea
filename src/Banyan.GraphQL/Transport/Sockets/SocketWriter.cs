using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Banyan.GraphQL.Execution.Results;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Transport.Sockets;

/// <summary>Sends messages, one at a time, and closes once.</summary>
internal sealed class SocketWriter(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>A message without an id, as <c>pong</c>.</summary>
    public Task SendAsync(string type, JsonElement? payload, CancellationToken cancellationToken) => SendAsync(
        writer =>
        {
            writer.WriteString("type"u8, type);
            if (payload is { } value)
            {
                writer.WritePropertyName("payload"u8);
                value.WriteTo(writer);
            }
        },
        cancellationToken);

    /// <summary>An answer of an operation.</summary>
    public Task NextAsync(string id, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) => SendAsync(
        writer =>
        {
            writer.WriteString("id"u8, id);
            writer.WriteString("type"u8, "next"u8);
            writer.WritePropertyName("payload"u8);
            writer.WriteRawValue(json.Span, skipInputValidation: true);
        },
        cancellationToken);

    /// <summary>An operation was refused; nothing more comes of it.</summary>
    public Task ErrorAsync(string id, IReadOnlyList<GraphError> errors, CancellationToken cancellationToken) => SendAsync(
        writer =>
        {
            writer.WriteString("id"u8, id);
            writer.WriteString("type"u8, "error"u8);
            writer.WritePropertyName("payload"u8);
            ResultWriter.WriteErrorList(writer, errors);
        },
        cancellationToken);

    /// <summary>An operation has ended.</summary>
    public Task CompleteAsync(string id, CancellationToken cancellationToken) => SendAsync(
        writer =>
        {
            writer.WriteString("id"u8, id);
            writer.WriteString("type"u8, "complete"u8);
        },
        cancellationToken);

    /// <summary>Closes with a code; a socket that is closed already is left as it is.</summary>
    public async Task CloseAsync(CloseCode code, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code.Number, code.Reason, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task SendAsync(Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        await using (var writer = new Utf8JsonWriter(buffer, ResultWriter.Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
