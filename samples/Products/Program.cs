using Banyan.GraphQL.Transport;
using Products;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["PORT"] ?? "4001"}");
var app = builder.Build();
var door = new GraphDoor(new GraphServer(ProductGraph.Schema));
app.Map("/", door.AnswerAsync);
await app.RunAsync();
