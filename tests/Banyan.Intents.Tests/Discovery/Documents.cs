namespace Banyan.Intents.Tests.Discovery;

/// <summary>Descriptions tests serve.</summary>
internal static class Documents
{
    public const string Owned = "'owner':{'resource':'orderId','path':'$.customerEmail','equals':'caller.email'}";

    /// <summary>A manifest of one read and one write.</summary>
    public static string Manifest(string more = "", string getMore = "", string cancelParams = "'orderId':{'type':'string'},'reason':{'type':'string','enum':['late','wrong']}", string effect = "destructive") => Plain("""
        {'banyan':'1','service':'orders-api','generation':'modern','version':'1','health':'/well'@more,'intents':[
          {'key':'orders.get','title':'Look up an order','description':'Shows one order.','examples':['how is 1002 doing'],'operationId':'GetOrder','http':{'method':'GET','path':'/orders/{orderId}'},'effect':'read','scopes':['orders:read'],@owned@get,
           'params':{'type':'object','required':['orderId'],'properties':{'orderId':{'type':'string','x-banyan-entity':'order'}}},
           'result':{'type':'object','properties':{'orderId':{'type':'string'},'status':{'type':'string','enum':['pending','shipped']},'total':{'type':'number'},'customerEmail':{'type':'string','x-banyan-sensitivity':'pii'}}}},
          {'key':'orders.cancel','title':'Cancel an order','operationId':'CancelOrder','http':{'method':'POST','path':'/orders/{orderId}/cancel'},'effect':'@effect','idempotency':'key','owner':{'resource':'orderId','via':'orders.get','path':'$.customerEmail','equals':'caller.email'},
           'params':{'type':'object','required':['orderId'],'properties':{@cancel}},'result':{'type':'object','properties':{'status':{'type':'string'}}}}]}
        """.Replace("@more", more).Replace("@owned", Owned).Replace("@get", getMore).Replace("@cancel", cancelParams).Replace("@effect", effect));

    /// <summary>An old system's document, which knows nothing of intents.</summary>
    public static string Legacy { get; } = Plain("""
        {'openapi':'3.0.3','info':{'title':'Old','version':'1'},'paths':{
          '/order_info':{'get':{'operationId':'order_info','summary':'order info','parameters':[{'name':'order_no','in':'query','required':true,'schema':{'type':'string'}}],
            'responses':{'200':{'description':'ok','content':{'application/json':{'schema':{'type':'object','properties':{'ok':{'type':'integer'},'data':{'$ref':'#/components/schemas/Order'}}}}}}}}},
          '/order_cancel':{'post':{'operationId':'order_cancel','requestBody':{'content':{'application/json':{'schema':{'type':'object','required':['order_no','why'],'properties':{'order_no':{'type':'string'},'why':{'type':'string','enum':['LATE','WRONG']}}}}}},
            'responses':{'200':{'description':'ok','content':{'application/json':{'schema':{'type':'object','properties':{'data':{'type':'object','properties':{'state':{'type':'string'}}}}}}}}}}},
          '/points':{'get':{'operationId':'points','tags':['loyalty'],'parameters':[{'name':'mail','in':'query','schema':{'type':'string'}}],'responses':{'200':{'description':'ok'}}}}},
         'components':{'schemas':{'Order':{'type':'object','properties':{'order_no':{'type':'string'},'cust_mail':{'type':'string'},'state':{'type':'string','enum':['O','S']},'total_cents':{'type':'integer'},'lager':{'type':'string'}}}}}}
        """);

    /// <summary>The operator's words over it.</summary>
    public const string Overlay = """
        overlay: 1.1.0
        info: { title: Old, version: 1.0.0 }
        actions:
          - target: "$.paths['/order_info'].get"
            update:
              x-banyan-intent: { key: orders.get, title: An order, effect: read, scopes: ["orders:read"], owner: { resource: orderId, path: "$.customerEmail", equals: caller.email },
                map: { rename: { orderId: order_no, customerEmail: cust_mail, status: state }, enum: { status: { pending: O, shipped: S } }, scale: { total: { from: total_cents, by: 0.01 } }, unwrap: "$.data" },
                result: { properties: { customerEmail: { x-banyan-sensitivity: pii } } } }
          - target: "$.paths['/order_cancel'].post"
            update:
              x-banyan-intent: { key: orders.cancel, title: Cancel, effect: destructive, owner: { resource: orderId, via: orders.get, path: "$.customerEmail", equals: caller.email },
                map: { rename: { orderId: order_no, reason: why, status: state }, enum: { reason: { late: LATE, wrong: WRONG } }, unwrap: "$.data" } }
          - target: "$.paths['/points'].get.parameters[?@.name=='mail']"
            update: { x-banyan-bind: caller.email }
        """;

    public static string Plain(string text) => text.Replace('\'', '"');
}
