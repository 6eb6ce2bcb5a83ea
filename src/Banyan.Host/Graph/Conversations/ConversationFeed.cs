using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Conversations;

/// <summary>Messages of a conversation as they are added: looked for at every notice, and every five seconds, since a notice may be lost.</summary>
internal sealed class ConversationFeed(ConversationBook book, IChangeNotices notices, TimeProvider time)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<KeptMessage> ReadAsync(ConversationHolder holder, Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var name = $"{holder.Tenant}/{id:D}";
        using var listening = notices.Listen(ConversationBook.Topic, text =>
        {
            if (text == name)
            {
                heard.Writer.TryWrite(true);
            }
        });
        using var ticking = time.CreateTimer(static writer => ((ChannelWriter<bool>)writer!).TryWrite(true), heard.Writer, Look, Look);

        var conversation = await book.FindAsync(holder, id, cancellationToken) ?? throw new RefusedException(ConversationFailures.NotFound);
        var seen = conversation.Messages;
        while (true)
        {
            await heard.Reader.ReadAsync(cancellationToken);
            foreach (var message in (await book.MessagesAsync(holder, id, null, MostAtOnce, cancellationToken)).Where(message => message.Sequence > seen))
            {
                seen = message.Sequence;
                yield return message;
            }
        }
    }
}
