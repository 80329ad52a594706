/** A statement over the table `orders` and the rows that it has to answer. */
export type StatementCase = readonly [sqlText: string, rows: readonly (readonly unknown[])[]];

/** What `orders` is loaded from: id, customer, amount, day, note. */
export const ORDERS = `id,customer,amount,day,note
1,ann,10.5,2024-01-15,first
2,bob,20.0,2024-01-20,
3,ann,5.25,2024-02-01,a%b
4,cid,,2024-02-10,x_y
5,,7.0,2024-03-05,Zed
`;
