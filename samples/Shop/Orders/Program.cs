using Shop.Kit;
using Shop.Orders;

await ServiceHost.RunAsync(OrdersApp.Build(ServiceOptions.Parse(args, "orders", OrdersApp.Port)));
